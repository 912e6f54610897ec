/** What is not needed to see and to play: the menu of who looks. */
import { wireMenus } from "#kf/ui/menu.js";
import { wireTheme } from "#kf/ui/theme.js";

wireMenus();
wireTheme();
