"""Writers: from document trees to bytes, one package a format. Import the one you need; each loads its own library."""
