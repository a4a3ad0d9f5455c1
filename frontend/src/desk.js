// For those who work with requests and run question hours. Every page works without this file too.
import "./js/keys.js";
import "./js/palette.js";
import "./js/fill.js";
import "./js/mention.js";
import "./js/queue.js";
import "./js/screen.js";
import "./js/taking.js";
