"""The decree's rules of form that need no layout, as small pure functions; imports domain only."""
