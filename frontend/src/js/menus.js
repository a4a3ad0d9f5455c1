// Menus are popovers and open without us; we only close one when focus has left it.
document.addEventListener("focusout", (event) => {
  const menu = event.target.closest?.("[data-menu]");
  if (!menu || !event.relatedTarget || menu.contains(event.relatedTarget)) return;
  if (event.relatedTarget.getAttribute("popovertarget") !== menu.id) menu.hidePopover();
});
