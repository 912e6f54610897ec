/** What every page has: menus, the theme, the eye beside a password. */
import { wireMenus } from "#kf/ui/menu.js";
import { wireReveal } from "#kf/ui/reveal.js";
import { wireTheme } from "#kf/ui/theme.js";

wireMenus();
wireTheme();
wireReveal();
