"""What holds when things go wrong: requests that come twice or at once, and servers that are killed."""
