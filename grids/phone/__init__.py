"""The grid worker's phone under /grids/m/: pages that open without a network, and a queue that loses nothing."""
