"""Lists as offices keep them: people per grid square, assets, places, Wi-Fi spots, sites."""
