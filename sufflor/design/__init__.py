"""The design room: base page, components, icons and figures that every page is made of."""
