/*
 * The answering page with a script: every change is saved at once, nothing typed is lost, and the next requirement is
 * there at once. Without a script everything on it can still be read and saved.
 *
 * outbox.js    keeps on this device what answers are not saved yet, and sends them; storing.js is where it keeps them
 * unsaved.js   shows what is kept, and lets one throw it away
 * drafts.js    keeps what is typed into the other forms
 * forms.js     watches the forms of answers; shows what became of them
 * status.js    the one line that says whether everything is saved
 * moving.js    from requirement to requirement; other forms without leaving the page; the list kept up to date
 * folds.js     one criterion open at a time; what folds on small screens; what loads when opened
 * keys.js      the keyboard
 * mentions.js  @ and a list of colleagues
 */
import { bindDrafts } from "./drafts.js";
import { bindAnswers } from "./forms.js";
import { bindFolds } from "./folds.js";
import { startKeys } from "./keys.js";
import { bindMentions } from "./mentions.js";
import { startMoving } from "./moving.js";
import { sendAll } from "./outbox.js";
import { startStatus } from "./status.js";
import { startUnsaved } from "./unsaved.js";

const setUp = (root) => {
  bindFolds(root);
  bindAnswers(root);
  bindDrafts(root);
  bindMentions(root);
};

document.querySelector("main.answering").classList.add("is-live");
startStatus();
startUnsaved();
startMoving(setUp);
startKeys();
setUp(document);
sendAll();
