"""The sample office: everything in it is invented."""
