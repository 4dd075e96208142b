# ruleid: eqeq
if a.b == a.b: pass
# ok: eqeq
if a == b: pass
# ok: eqeq
x = 1 == 1
