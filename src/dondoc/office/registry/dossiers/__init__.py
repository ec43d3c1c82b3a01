"""Work files (hồ sơ công việc)."""
