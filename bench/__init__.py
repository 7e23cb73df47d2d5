"""What pages and certificates cost, as ratios of the same run: machines differ, ratios hardly do."""
