"""The register of mutual adoption on the screen: both directions, stages, and what moved since."""
