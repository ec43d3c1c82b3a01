"""Documents and their files; reading them as a job."""
