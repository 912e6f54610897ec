"""
Carrying: the marks of one pose carried over to another picture of the same character.

`suggest` makes a `marionette` of the first picture, finds its body's place (`placing`), hangs its limbs
(`hanging`), moves all of it until the colours lie on each other (`nudging`), and asks how much of the
picture that explains (`explaining`).
"""
