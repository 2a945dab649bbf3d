#!/usr/bin/env python3
"""Writes texts of ModelServerConfig and BatchingParameters as Google's own writer has them, with what they say as JSON.

    scripts/text-protos.py tests/TfKeyedExport.Formats.Tests/TextFormat/golden.json

Needs a Python with protobuf (TensorFlow's has it). The types are declared here as far as they are read.
"""
import json
import random
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory, text_format

F = descriptor_pb2.FieldDescriptorProto
SCALARS = {"string": F.TYPE_STRING, "int32": F.TYPE_INT32, "int64": F.TYPE_INT64, "uint32": F.TYPE_UINT32, "bool": F.TYPE_BOOL, "double": F.TYPE_DOUBLE}
# A field: name, number, type; * in front of the type for a repeated one; a word behind it names its oneof.
MESSAGES = {
    "Int64Value": ["value 1 int64"], "BoolValue": ["value 1 bool"], "StringValue": ["value 1 string"],
    "BatchingParameters": [
        "max_batch_size 1 Int64Value", "batch_timeout_micros 2 Int64Value", "max_enqueued_batches 3 Int64Value", "num_batch_threads 4 Int64Value",
        "thread_pool_name 5 StringValue", "allowed_batch_sizes 6 *int64", "pad_variable_length_inputs 7 bool",
        "enable_large_batch_splitting 8 BoolValue", "max_execution_batch_size 9 Int64Value"],
    "LogCollectorConfig": ["type 1 string", "filename_prefix 2 string"],
    "SamplingConfig": ["sampling_rate 1 double"],
    "LoggingConfig": ["log_collector_config 1 LogCollectorConfig", "sampling_config 2 SamplingConfig"],
    "Latest": ["num_versions 1 uint32"], "All": [], "Specific": ["versions 1 *int64"],
    "ServableVersionPolicy": ["latest 100 Latest policy_choice", "all 101 All policy_choice", "specific 102 Specific policy_choice"],
    "ModelConfig": [
        "name 1 string", "base_path 2 string", "model_type 3 ModelType", "model_platform 4 string", "model_version_policy 7 ServableVersionPolicy",
        "version_labels 8 *VersionLabelsEntry", "logging_config 6 LoggingConfig"],
    "ModelConfigList": ["config 1 *ModelConfig"],
    "ModelServerConfig": ["model_config_list 1 ModelConfigList config"],
}
NAMES = ["babyweight", "übergröße", "m-2", 'a "quoted" one', "it's", "tab\there", "line\nbreak", "back\\slash", "模型", "😀", "\x01\x7f"]


def classes():
    file = descriptor_pb2.FileDescriptorProto(name="texts.proto", package="t", syntax="proto3")
    enum = file.enum_type.add(name="ModelType")
    for number, name in enumerate(["MODEL_TYPE_UNSPECIFIED", "TENSORFLOW", "OTHER"]):
        enum.value.add(name=name, number=number)
    for name, fields in MESSAGES.items():
        message = file.message_type.add(name=name)
        if name == "ModelConfig":
            entry = message.nested_type.add(name="VersionLabelsEntry")
            entry.options.map_entry = True
            entry.field.add(name="key", number=1, type=F.TYPE_STRING, label=F.LABEL_OPTIONAL)
            entry.field.add(name="value", number=2, type=F.TYPE_INT64, label=F.LABEL_OPTIONAL)
        for text in fields:
            field_name, number, kind, *oneof = text.split()
            field = message.field.add(name=field_name, number=int(number), label=F.LABEL_REPEATED if kind[0] == "*" else F.LABEL_OPTIONAL)
            kind = kind.lstrip("*")
            if kind in SCALARS:
                field.type = SCALARS[kind]
            else:
                field.type = F.TYPE_ENUM if kind == "ModelType" else F.TYPE_MESSAGE
                field.type_name = ".t.ModelConfig." + kind if kind == "VersionLabelsEntry" else ".t." + kind
            if oneof:
                if not message.oneof_decl:
                    message.oneof_decl.add(name=oneof[0])
                field.oneof_index = 0
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file) if hasattr(pool, "Add") else pool.AddSerializedFile(file.SerializeToString())
    return lambda name: message_factory.GetMessageClass(pool.FindMessageTypeByName("t." + name))


def batching(make, dice):
    message = make("BatchingParameters")()
    for name, most in [("max_batch_size", 4096), ("batch_timeout_micros", 10**7), ("max_enqueued_batches", 1000), ("num_batch_threads", 64)]:
        if dice.random() < 0.6:
            getattr(message, name).value = dice.randrange(1, most)
    if dice.random() < 0.5:
        message.thread_pool_name.value = dice.choice(NAMES)
    if dice.random() < 0.5:
        message.max_batch_size.value = 2 ** dice.randrange(12)
        message.allowed_batch_sizes.extend(2**i for i in range(message.max_batch_size.value.bit_length()))
    message.pad_variable_length_inputs = dice.random() < 0.3
    if dice.random() < 0.5:
        message.enable_large_batch_splitting.value = dice.random() < 0.5
    return message


def models(make, dice):
    message = make("ModelServerConfig")()
    message.model_config_list.SetInParent()
    for _ in range(dice.randrange(4)):
        model = message.model_config_list.config.add(name=dice.choice(NAMES), base_path="/models/" + dice.choice(NAMES))
        if dice.random() < 0.8:
            model.model_platform = "tensorflow"
        else:
            model.model_type = dice.randrange(3)
        policy = dice.randrange(4)
        if policy == 1:
            model.model_version_policy.latest.num_versions = dice.choice([0, 1, 3, 2**32 - 1])
        elif policy == 2:
            model.model_version_policy.all.SetInParent()
        elif policy == 3:
            model.model_version_policy.specific.versions.extend(sorted(dice.sample([0, 1, 2, 123, 2**63 - 1, 20261127], dice.randrange(5))))
        for label in dice.sample(NAMES, dice.choice([0, 0, 1, 3])):
            model.version_labels[label] = dice.choice([1, 2, 2**40])
        if dice.random() < 0.3:
            model.logging_config.sampling_config.sampling_rate = dice.choice([0.1, 1.0, 1e-9, 0.5])
            model.logging_config.log_collector_config.filename_prefix = dice.choice(NAMES)
    return message


def main():
    make, dice, cases = classes(), random.Random(13), []
    for i in range(60):
        kind, message = ("BatchingParameters", batching(make, dice)) if i % 2 else ("ModelServerConfig", models(make, dice))
        options = {"as_utf8": dice.random() < 0.5, "as_one_line": dice.random() < 0.3, "pointy_brackets": dice.random() < 0.3,
                   "use_short_repeated_primitives": dice.random() < 0.5, "indent": dice.choice([0, 0, 3])}
        cases.append({"type": kind, "options": options, "text": text_format.MessageToString(message, **options),
                      "json": json_format.MessageToDict(message, preserving_proto_field_name=True)})
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        out.write("[\n" + ",\n".join(json.dumps(c, ensure_ascii=True) for c in cases) + "\n]\n")


if __name__ == "__main__":
    main()
