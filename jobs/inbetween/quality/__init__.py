"""
Quality: how good drawings are, measured without knowing the true ones, and what to do about it.

`gauge` takes drawings one by one and gives the verdict; `seen`, `region`, `ghosts`, `fading`, `steps`,
`looks`, `wholeness` measure, `measures` says what each number means, `advice` puts it into words.
"""
