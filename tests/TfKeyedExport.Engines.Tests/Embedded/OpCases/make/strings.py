from opcases import *
import unicodedata
R = np.random.default_rng(8)
c = Cases()

for op in ["StringLower", "StringUpper"]:
    c.add(op, input=strs(["AbC xyZ 09_", "", b"\xc3\x84\xff", "Straße"]))
    blocks = []
    for start in range(0, 0x20000, 64):
        block = [i for i in range(max(1, start), start + 64) if not 0xD800 <= i < 0xE000]
        if any(chr(i).lower() != chr(i) or chr(i).upper() != chr(i) for i in block): blocks.append("".join(map(chr, block)))
    # Letters apart from each other, so that no sigma depends on its neighbours.
    c.add(op, input=strs(["\n".join(b) for b in blocks]), encoding="utf-8")
    tests = [b'a\x00B\xc3\x84', b'\xff\xc3\x84\x80x', 'ΑΣ', 'ΑΣΑ', 'Σ', 'ΑΣ.', 'Α.Σ', 'Α\u0301Σ x', 'ΑΣ\u0301Α', b'\xe2\x82', b'\xed\xa0\x80Q', b'\xf4\x90\x80\x80Q', b'\xe0\x80\x80Q',
             b'\xc0\x80Q', 'Α\u00adΣ\u00ad', "Α'Σ'Α", '1Σ', 'aΣ', 'I\u0307', 'i\u0307', '\u037aΣ', '\ufeffABC', 'Αί\u0308ό', 'ΌΣΟΣ ΣΑΣ', 'ªΣ', 'ⓐΣ', 'Σ' * 5, 'İstanbul']
    c.add(op, input=strs([tests]), encoding="utf-8")
    c.add(op, input=strs("Scalar Ä"), encoding="utf-8")

pieces = ["", " ", "a b  c", "  lead", "trail  ", "\t\n\v\f\r x", "a,b,,c", ",", ",,", "a,", "no", "a--b--c", "a b c d e", " a b "]
for sep in ["", " ", ",", "--", ",,"]:
    for most in [-1, 0, 1, 2, 5]:
        c.add("StringSplitV2", input=strs(pieces), sep=strs(sep), maxsplit=most)
c.add("StringSplitV2", input=strs([]), sep=strs(""))
c.add("StringSplitV2", input=strs([["a"]]), sep=strs(""))
for delimiter in ["", " ", ",", " ,", "-"]:
    for skip in [True, False]:
        c.add("StringSplit", input=strs(pieces), delimiter=strs(delimiter), skip_empty=skip)

c.add("StringJoin", inputs=[strs(["a", "b"]), strs("-"), strs(["x", ""])], separator="")
c.add("StringJoin", inputs=[strs(["a", "b"]), strs("-"), strs(["x", ""])], separator=", ")
c.add("StringJoin", inputs=[strs("a"), strs("b")], separator="/")
c.add("StringJoin", inputs=[strs([["q"]])], separator="/")
c.add("StringJoin", inputs=[strs(["a", "b"]), strs(["c"])], separator="/")
c.add("StringJoin", inputs=[strs(np.zeros((0, 2), object)), strs("z")], separator="/")

grid = strs([[["a", "b"], ["c", ""]], [["e", "f"], ["g", b"\xff"]], [["i", "j"], ["k", "l"]]])
for axes in [[0], [1], [2], [-1], [0, 1], [1, 0], [2, 0], [0, 1, 2], [], [-1, -3], [3], [0, 0], [0, -3]]:
    for keep in [False, True]:
        c.add("ReduceJoin", inputs=grid, reduction_indices=i32(axes), keep_dims=keep, separator="|")
c.add("ReduceJoin", inputs=grid, reduction_indices=i32(1))
c.add("ReduceJoin", inputs=strs("one"), reduction_indices=i32([]))
c.add("ReduceJoin", inputs=strs(np.zeros((2, 0), object)), reduction_indices=i32([1]), separator="|")
c.add("ReduceJoin", inputs=strs(np.zeros((2, 0), object)), reduction_indices=i32([0]), separator="|")

words = ["", "hello", "größe", "日本語", b"\xff\x80\xc3", "a😀b", "  spaced\t\n", " "]
for unit in ["BYTE", "UTF8_CHAR"]:
    c.add("StringLength", input=strs([words]), unit=unit)
    for pos, length in [(0, 2), (1, 3), (-2, 2), (-1, 100), (2, 0)]:
        c.add("Substr", input=strs(["hello", "größe", "日本語", "a😀b"]), pos=i32(pos), len=i32(length), unit=unit)
    c.add("Substr", input=strs(["hello", "größe"]), pos=i64([1, -2]), len=i64([2, 2]), unit=unit)
    c.add("Substr", input=strs("hello"), pos=i32([0, 1, -1]), len=i32([1, 2, 3]), unit=unit)
    c.add("Substr", input=strs([["hello"], ["world"]]), pos=i32([0, 1, -1]), len=i32([1, 2, 3]), unit=unit)
    c.add("Substr", input=strs(["hello"]), pos=i32([6]), len=i32([1]), unit=unit)
    c.add("Substr", input=strs(["hello"]), pos=i32([-6]), len=i32([1]), unit=unit)
    c.add("Substr", input=strs(["hello"]), pos=i32([5]), len=i32([1]), unit=unit)
    c.add("Substr", input=strs(["hello"]), pos=i32([1]), len=i32([-1]), unit=unit)
    c.add("Substr", input=strs(["hello"]), pos=i32([1]), len=i32([1, 2]), unit=unit)
c.add("StringStrip", input=strs([words, list(reversed(words))]))

c.add("StaticRegexReplace", input=strs([["a1b22", "x"]]), pattern="[0-9]+", rewrite="<\\0>")
c.add("StaticRegexReplace", input=strs(["a1b22", "x"]), pattern="[0-9]", rewrite="", replace_global=False)
c.add("StaticRegexReplace", input=strs(["Hello, World!", "a-b_c"]), pattern=r'[!"#$%&()\*\+,-\./:;<=>?@\[\\\]^_`{|}~\']', rewrite="")
c.add("RegexReplace", input=strs(["a1b22", "x"]), pattern=strs("([a-z])([0-9])"), rewrite=strs("\\2\\1"))
c.add("RegexReplace", input=strs(["a"]), pattern=strs("("), rewrite=strs(""))
c.add("RegexReplace", input=strs(["a"]), pattern=strs(["a"]), rewrite=strs(""))
c.add("StaticRegexFullMatch", input=strs([["abc", "abd"], ["", "ABC"]]), pattern="(?i)ab[c]")
c.add("RegexFullMatch", input=strs(["abc", "s3://x"]), pattern=strs("^s3://.*"))

raw = [b"", b"a", b"ab", b"abc", b"abcd", b"\xff\xfe\xfd\xfc", bytes(range(40))]
for pad in [False, True]:
    c.add("EncodeBase64", input=strs(raw), pad=pad)
c.add("DecodeBase64", input=strs(["", "YQ", "YQ==", "YWI", "YWI=", "YWJj", "_-79_A", "_-79_A=="]))
for bad in ["Y", "YQ=", "Y===", "YW Jj", "YWJj\n", "+/79", "YQ==YQ==", "YR", "YWJ"]:
    c.add("DecodeBase64", input=strs([bad]))

i = R.integers
for dtype in ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]:
    lo, hi = np.iinfo(dtype).min, np.iinfo(dtype).max
    v = np.array([0, 1, lo, hi, 42], dtype)
    for attrs in [{}, dict(width=6), dict(width=6, fill="0"), dict(width=6, fill="-"), dict(fill="+"), dict(fill=" "), dict(width=3, fill="#")]:
        c.add("AsString", input=v, **attrs)
c.add("AsString", input=i32([1]), precision=3)
c.add("AsString", input=i32([1]), scientific=True)
c.add("AsString", input=bools([True, False]))
c.add("AsString", input=bools([True, False]), width=7)
c.add("AsString", input=strs(["a", "b"]))
c.add("AsString", input=np.array([1 + 2j, -0.5j], np.complex64), precision=2)
c.add("AsString", input=f32([1]), scientific=True, shortest=True)
c.add("AsString", input=f32([1]), fill="x")
c.add("AsString", input=f32([1]), fill="00")
values = [0.0, -0.0, 0.5, 1.5, 2.5, -2.5, 0.125, 0.375, 1e-5, 123456.789, 1e10, 1e22, 1e300, 1e-300, 3.14159265358979, -1/3, float("inf"), float("-inf"), 9.5, 99.95, 1e6, 999999.5, 1e-4, 100.0, 0.0001234]
for attrs in [{}, dict(precision=0), dict(precision=2), dict(precision=10), dict(scientific=True), dict(scientific=True, precision=0), dict(scientific=True, precision=3), dict(shortest=True), dict(shortest=True, precision=3),
              dict(shortest=True, precision=0), dict(shortest=True, precision=17), dict(width=12), dict(width=12, fill="0"), dict(width=12, fill="-", precision=1), dict(fill="+"), dict(fill=" ", shortest=True), dict(fill="#", precision=0),
              dict(fill="#", shortest=True), dict(width=12, fill="0", scientific=True)]:
    c.add("AsString", input=f64(values), **attrs)
    c.add("AsString", input=f32(values[:11] + values[13:]), **attrs)
c.add("AsString", input=typed([0.5, 1.1, 3], "float16"))
c.add("AsString", input=typed([0.5, 1.1, 3], "bfloat16"), precision=3)

numbers = ["0", "1", "-1", " 42 ", "+7", "1e3", "1.5", "-0", "1e400", "-1e400", "nan", "inf", "-inf", "Infinity", "NAN", "1e-400", "2147483647", "9223372036854775807", ".5", "5.", "16777217", "1e-45", "0x10", "3.4028236e38"]
for out in [tf.float32, tf.float64, tf.int32, tf.int64]:
    for n in numbers + ["", " ", "abc", "1 2", "1_0", "--1", "1e", "2147483648", "-2147483648", "-2147483649", "9223372036854775808", "-9223372036854775808", "1.0f", "infx", "+-1", "0x", "\t1\n", "1\x00"]:
        c.add("StringToNumber", string_tensor=strs([n]), out_type=out)

for widths in [[1], [2], [3], [1, 2], [5]]:
    for pad in [0, 1, -1, 2]:
        for short in [False, True]:
            c.add("StringNGrams", data=strs(list("abcdefg")), data_splits=i64([0, 4, 4, 5, 7]), separator="|", ngram_widths=widths, left_pad="LP", right_pad="R", pad_width=pad, preserve_short_sequences=short and pad >= 0)
c.add("StringNGrams", data=strs(list("abc")), data_splits=i32([0, 3]), separator="", ngram_widths=[2], left_pad="", right_pad="", pad_width=0, preserve_short_sequences=False)
c.add("StringNGrams", data=strs([]), data_splits=i32([0]), separator="", ngram_widths=[2], left_pad="", right_pad="", pad_width=0, preserve_short_sequences=False)
c.add("StringNGrams", data=strs([]), data_splits=i64([0, 0, 0]), separator="", ngram_widths=[2], left_pad="", right_pad="", pad_width=-1, preserve_short_sequences=False)
c.add("StringNGrams", data=strs(["a"]), data_splits=i64([0, 2]), separator="", ngram_widths=[2], left_pad="", right_pad="", pad_width=0, preserve_short_sequences=False)
c.add("StringNGrams", data=strs(["a"]), data_splits=i64([1, 1]), separator="", ngram_widths=[2], left_pad="", right_pad="", pad_width=0, preserve_short_sequences=False)
c.write("strings")
