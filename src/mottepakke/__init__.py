"""mottepakke: a meeting-pack compiler for Norwegian public committees."""
