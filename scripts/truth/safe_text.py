"""Safe: text, vocabularies and serialized rows."""
import tensorflow as tf

from truth.columns import integers, made, sentences, words
from truth.definition import safe

NAMES = ("red", "green", "blue", "cold", "warm", "new")


@safe("text normalised: case, spaces and digits, cut to four words and joined again", text=sentences())
def text_clean_join(parts):
    def serve(text):
        clean = tf.strings.regex_replace(tf.strings.strip(tf.strings.lower(text)), r"[0-9]+", "#")
        first = tf.strings.split(clean).to_tensor("", shape=[None, 4])
        return {"y": tf.strings.reduce_join(first, 1, separator="_"), "length": tf.strings.length(clean)}

    return serve


@safe("hash buckets of one feature, of two joined, and an embedding of them", agree="rounding", city=words(b"Rome", b"Oslo", b"Lima", b"Cairo"), year=integers(1990, 2030))
def hash_buckets(parts):
    table = parts.normal(50, 3)

    def serve(city, year):
        joined = tf.strings.join([city, tf.strings.as_string(year)], "@")
        bucket = tf.strings.to_hash_bucket_fast(joined, 50)
        return {"bucket": bucket, "alone": tf.strings.to_hash_bucket_strong(city, 97, [3, 5]), "y": tf.reduce_sum(tf.nn.embedding_lookup(table, bucket), 1)}

    return serve


@safe("a table of numbers with a default for names that it lacks", name=words(b"red", b"blue", b"warm", b"none", b"Red"))
def table_with_default(parts):
    table = parts.keep(tf.lookup.StaticHashTable(tf.lookup.KeyValueTensorInitializer(list(NAMES), [1.5, -2.0, 8.0, 0.25, 3.0, 7.0]), -1.0))
    return lambda name: table.lookup(name) * 2


@safe("a vocabulary from a file, with buckets for words that it lacks, read for each word of a text", text=sentences())
def vocabulary_file_buckets(parts):
    table = parts.keep(tf.lookup.StaticVocabularyTable(tf.lookup.TextFileInitializer(
        parts.file("names.txt", NAMES), tf.string, tf.lookup.TextFileIndex.WHOLE_LINE, tf.int64, tf.lookup.TextFileIndex.LINE_NUMBER), 3))
    return lambda text: table.lookup(tf.strings.split(text).to_tensor("", shape=[None, 5]))


@safe("sums of word lengths by row id, with as many segments as there are rows: also for texts without a word at the end", text=sentences())
def segment_sums_by_row(parts):
    def serve(text):
        ragged = tf.strings.split(text)
        lengths = tf.cast(tf.strings.length(ragged.values), tf.float32)
        rows = ragged.nrows()
        ids = ragged.value_rowids()
        return {"sum": tf.math.unsorted_segment_sum(lengths, ids, rows), "words": tf.math.bincount(tf.cast(ids, tf.int32), minlength=tf.cast(rows, tf.int32), maxlength=tf.cast(rows, tf.int32))}

    return serve


@safe("the longest word of each text, as a reduction of a ragged tensor", text=sentences())
def ragged_longest(parts):
    def serve(text):
        lengths = tf.cast(tf.strings.length(tf.strings.split(text)), tf.float32)
        return tf.maximum(tf.reduce_max(lengths, 1), 0)

    return serve


@safe("the weighted embedding of a text's words, through a sparse tensor; a text without a word gets a default", agree="rounding", text=sentences())
def sparse_embedding(parts):
    table = parts.normal(20, 3)

    def serve(text):
        ids = tf.strings.to_hash_bucket_fast(tf.strings.split(text).values, 20)
        sparse = tf.strings.split(text).with_values(ids).to_sparse()
        return tf.nn.safe_embedding_lookup_sparse(table, sparse, combiner="mean", default_id=3)

    return serve


def _example(rng):
    feature = {}
    if rng.random() < 0.8:
        feature["age"] = tf.train.Feature(float_list=tf.train.FloatList(value=[rng.normal(40, 9)]))
    if rng.random() < 0.8:
        feature["city"] = tf.train.Feature(bytes_list=tf.train.BytesList(value=[b"Rome" if rng.random() < 0.5 else b"Oslo"]))
    feature["tags"] = tf.train.Feature(int64_list=tf.train.Int64List(value=rng.integers(0, 9, rng.integers(0, 4)).tolist()))
    return tf.train.Example(features=tf.train.Features(feature=feature)).SerializeToString(deterministic=True)


@safe("serialized examples whose features may be missing", agree="rounding", examples=made(_example, odd=(b"",)))
def examples_with_defaults(parts):
    def serve(examples):
        parsed = tf.io.parse_example(examples, {
            "age": tf.io.FixedLenFeature([], tf.float32, -1.0),
            "city": tf.io.FixedLenFeature([], tf.string, "unknown"),
            "tags": tf.io.VarLenFeature(tf.int64)})
        tags = tf.sparse.reduce_sum(tf.cast(parsed["tags"], tf.float32), 1)
        return {"age": parsed["age"] / 10, "city": tf.strings.upper(parsed["city"]), "tags": tags}

    return serve


@safe("lines of CSV: a number, a word and a number that may be missing", line=made(
    lambda rng: b"%d,%s,%s" % (rng.integers(-99, 99), (b"a", b"bb", b'"c,d"')[rng.integers(3)], (b"", b"2.5", b"-7")[rng.integers(3)])))
def csv_lines(parts):
    def serve(line):
        count, word, price = tf.io.decode_csv(line, [[0], ["none"], [1.0]])
        return {"total": tf.cast(count, tf.float32) * price, "word": word}

    return serve


@safe("numbers written as text, cleaned and parsed; what is no number counts as zero", text=made(
    lambda rng: (b"%.2f EUR" % rng.normal(0, 50), b"$%d" % rng.integers(0, 900), b"n/a", b"-3")[rng.integers(4)], odd=(b"", b"1e3", b"--", b"7 8")))
def numbers_in_text(parts):
    def serve(text):
        digits = tf.strings.regex_replace(text, r"[^0-9.\-]", "")
        good = tf.strings.regex_full_match(digits, r"-?[0-9]+(\.[0-9]+)?")
        return {"y": tf.strings.to_number(tf.where(good, digits, "0"), tf.float32), "good": good}

    return serve


@safe("the characters of a text: code points, the first eight, and pairs of them", text=sentences())
def characters(parts):
    def serve(text):
        points = tf.strings.unicode_decode(text, "UTF-8", errors="replace")
        pairs = tf.strings.bytes_split(tf.strings.substr(text, 0, 6)).to_tensor("", shape=[None, 6])
        return {"points": points.to_tensor(-1, shape=[None, 8]), "ends": tf.strings.reduce_join(tf.gather(pairs, [0, 5], axis=1), 1)}

    return serve


@safe("crossed features: hashes of all pairs of two lists of words, as counts of 16 buckets", left=sentences(3), right=sentences(2))
def crossed_words(parts):
    def serve(left, right):
        crossed = tf.sparse.cross_hashed([tf.strings.split(left).to_sparse(), tf.strings.split(right).to_sparse()], num_buckets=16)
        return tf.reduce_sum(tf.one_hot(tf.sparse.to_dense(crossed, -1), 16), 1)

    return serve


@safe("rows as JSON, turned into examples and parsed", agree="rounding", json=made(
    lambda rng: b'{"features":{"feature":{"age":{"floatList":{"value":[%d.5]}}}}}' % rng.integers(0, 99)))
def json_examples(parts):
    def serve(json):
        parsed = tf.io.parse_example(tf.io.decode_json_example(json), {"age": tf.io.FixedLenFeature([], tf.float32)})
        return parsed["age"] * 2

    return serve
