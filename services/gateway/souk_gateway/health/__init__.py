"""The health of the whole: replicas, MongoDB members, gateways, collections, and what is wrong in plain words."""
