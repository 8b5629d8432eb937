"""``python -m mottepakke``."""

from mottepakke.cli.main import main

if __name__ == "__main__":
    main()
