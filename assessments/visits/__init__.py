"""The windows in which an external quality assurer reads what is in scope, and releases claims."""
