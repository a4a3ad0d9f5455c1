// For those who run a question hour. The desk and the screen work without this file too.
import "./js/keys.js";
import "./js/fill.js";
import "./js/queue.js";
import "./js/screen.js";
