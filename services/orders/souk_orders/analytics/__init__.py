"""What was sold, by whom and when: the figures of the dashboards."""
