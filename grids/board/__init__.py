"""The leaders' board: figures kept by Celery, read by a page and a wall screen."""
