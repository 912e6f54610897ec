import { t } from "#kf/core/i18n.js";

/** A request that did not do what was asked, with a sentence that may be shown to the person. */
export class ApiError extends Error {
  /**
   * @param {number} status 0 when no server was reached
   * @param {string} code
   * @param {string} sentence
   * @param {Record<string, any>} [body] everything the server said
   * @param {number | null} [retryAfter] seconds
   */
  constructor(status, code, sentence, body = {}, retryAfter = null) {
    super(sentence);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.sentence = sentence;
    this.body = body;
    this.retryAfter = retryAfter;
  }

  /** Whether the same request may well succeed a little later. */
  get passing() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** The token that proves a request comes from one of our own pages: whoever signs in meanwhile gets another. */
export function csrfToken() {
  const cookie = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1];
  const meta = /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name=csrf-token]"));
  const input = /** @type {HTMLInputElement | null} */ (document.querySelector("[name=csrfmiddlewaretoken]"));
  return cookie || meta?.content || input?.value || "";
}

/** @param {Response} response */
async function failure(response) {
  const body = await response.json().catch(() => ({}));
  const wait = Number(response.headers.get("Retry-After"));
  const sentence =
    body.sentence ??
    t("The server answered with error {status}. Nothing was changed; please try again.", {
      status: response.status,
    });
  return new ApiError(
    response.status,
    body.code ?? `http-${response.status}`,
    sentence,
    body,
    wait > 0 ? wait : null,
  );
}

/** @typedef {{method?: string, json?: unknown, body?: BodyInit, signal?: AbortSignal, timeout?: number}} Asked */

/**
 * Ask the server and give its JSON answer; throws ApiError for everything else.
 * @param {string} path
 * @param {Asked} [options]
 * @returns {Promise<any>}
 */
export async function api(path, options) {
  const response = await request(path, options);
  return response.status === 204 ? null : response.json();
}

/**
 * Ask the server for something that is not JSON; throws ApiError when it is not given.
 * @param {string} path
 * @param {Asked} [options]
 * @returns {Promise<Response>}
 */
export async function request(path, { method, json, body, signal, timeout = 30_000 } = {}) {
  const verb = method ?? (json === undefined && body === undefined ? "GET" : "POST");
  const headers = new Headers({ Accept: "application/json" });
  if (json !== undefined) headers.set("Content-Type", "application/json");
  if (verb !== "GET") headers.set("X-CSRFToken", csrfToken());
  const patience = AbortSignal.timeout(timeout);
  let response;
  try {
    response = await fetch(path, {
      method: verb,
      headers,
      credentials: "same-origin",
      body: json === undefined ? body : JSON.stringify(json),
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(
      0,
      "unreachable",
      t("The server could not be reached. Nothing is lost; try again when you are connected."),
    );
  }
  if (!response.ok) throw await failure(response);
  return response;
}
