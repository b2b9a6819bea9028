// A browser guesses the height of what is out of sight, so a jump may miss: it is made again while what is around its target is laid out.
"use strict";
const FRAMES = 10;

function land() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  let left = target ? FRAMES : 0;
  const again = () => {
    target.scrollIntoView();
    left -= 1;
    if (left) requestAnimationFrame(again);
  };
  if (left) again();
}

addEventListener("hashchange", land);
if (location.hash) land();
