// Does the proof of work in the background; when it is done the question is no longer needed.
// Without crypto.subtle (no TLS) or workers the question simply stays.
"use strict";

document.querySelectorAll(".human-check").forEach((check) => {
  const question = check.querySelector("[data-question]");
  if (!question || !window.Worker || !window.crypto?.subtle) return;
  const worker = new Worker(check.dataset.worker);
  worker.addEventListener("message", (event) => {
    if (!event.data) return;
    check.querySelector("[name=human_work]").value = btoa(JSON.stringify(event.data));
    const answer = question.querySelector("input");
    // Not under the fingers of somebody who is answering.
    if (document.activeElement !== answer && !answer.value) {
      question.hidden = true;
      check.querySelector("[data-done]").hidden = false;
    }
  });
  worker.postMessage(JSON.parse(check.dataset.challenge));
});
