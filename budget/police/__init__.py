"""The police request (đề nghị của ngành công an): one way for each line, confirmed by a person, after the content was appraised."""
