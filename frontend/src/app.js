// Every page works without this file; each behaviour below only makes it smoother.
import "./js/color-scheme.js";
import "./js/htmx.js";
import "./js/fields.js";
import "./js/personal-numbers.js";
import "./js/drafts.js";
import "./js/files.js";
import "./js/submit-guard.js";
import "./js/menus.js";
import "./js/passing.js";
import "./js/live-hour.js";
import "./js/now.js";
