"""What entitles to read a submission, as the read log keeps it (invariant 31)."""

READ_AS_ASSESSOR = "allocated as assessor of this submission"
READ_AS_TRAINEE = "trainee, for the first time"
READ_AS_COUNTERSIGNER = "countersigning the decision on this submission"
