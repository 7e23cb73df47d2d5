"""What at least two packages need and no noun of the field: storage, history, workflow, policy, forms, mail."""
