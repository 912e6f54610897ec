"""
Whatever is sent to the API is answered: by what the description says, never by a breakdown.
"""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, Phase, settings

from editor.models import Project
from editor.projects import sample
from kfweb.api import api
from tests.factories import ProjectFactory, story

pytestmark = pytest.mark.django_db

schema = schemathesis.openapi.from_dict(api.get_openapi_schema())
schema.app = get_wsgi_application()


@schema.parametrize()
@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_breaks_the_api(case, monkeypatch):
    monkeypatch.setattr(sample, "SIZE", (32, 18))
    project = Project.objects.filter(title="Fuzzed").first()
    if project is None:
        project = ProjectFactory(title="Fuzzed")
        story(0, 6, owner=project.owner)
    Project.objects.filter(pk=project.pk).update(deleted_at=None)
    client = Client()
    client.force_login(project.owner)
    if "project_id" in (case.path_parameters or {}):
        case.path_parameters["project_id"] = str(project.pk)
    answer = case.call(cookies={"sessionid": client.cookies["sessionid"].value})
    assert answer.status_code < 500, f"{case.as_curl_command()}\n{answer.text[:1000]}"
    if answer.status_code >= 400 and answer.status_code != 405:
        assert set(answer.json()) >= {"code", "sentence"}
