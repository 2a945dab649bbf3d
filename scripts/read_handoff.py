"""Reads what `tfkeyed handoff` wrote by the protos of TensorFlow and TensorFlow Serving, and prints what they see as JSON.

usage: read_handoff.py REPOSITORY NAME VERSION

Of BatchingParameters and MonitoringConfig the package for clients has no classes: these are declared here as TensorFlow Serving declares them.
"""
import json
import os
import sys

import tensorflow as tf
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory, text_format, wrappers_pb2
from tensorflow_serving.apis import prediction_log_pb2
from tensorflow_serving.config import model_server_config_pb2

FIELD = descriptor_pb2.FieldDescriptorProto


def declared():
    file = descriptor_pb2.FileDescriptorProto(name="handoff.proto", package="handoff", syntax="proto3", dependency=[wrappers_pb2.DESCRIPTOR.name])

    def message(name, *fields):
        made = file.message_type.add(name=name)
        for number, (field, kind, repeated) in enumerate(fields, 1):
            label = FIELD.LABEL_REPEATED if repeated else FIELD.LABEL_OPTIONAL
            if isinstance(kind, str):
                made.field.add(name=field, number=number, label=label, type=FIELD.TYPE_MESSAGE, type_name=kind)
            else:
                made.field.add(name=field, number=number, label=label, type=kind)

    integer = ".google.protobuf.Int64Value"
    message(
        "BatchingParameters",
        ("max_batch_size", integer, False), ("batch_timeout_micros", integer, False), ("max_enqueued_batches", integer, False),
        ("num_batch_threads", integer, False), ("thread_pool_name", ".google.protobuf.StringValue", False),
        ("allowed_batch_sizes", FIELD.TYPE_INT64, True), ("pad_variable_length_inputs", FIELD.TYPE_BOOL, False))
    message("PrometheusConfig", ("enable", FIELD.TYPE_BOOL, False), ("path", FIELD.TYPE_STRING, False))
    message("MonitoringConfig", ("prometheus_config", ".handoff.PrometheusConfig", False))
    pool = descriptor_pool.DescriptorPool()
    pool.AddSerializedFile(wrappers_pb2.DESCRIPTOR.serialized_pb)
    pool.Add(file)
    return lambda name: message_factory.GetMessageClass(pool.FindMessageTypeByName("handoff." + name))()


def read(path, message):
    with open(path, encoding="utf-8") as file:
        return text_format.Parse(file.read(), message)


def batching(path, make):
    parameters = read(path, make("BatchingParameters"))
    return {
        "max": parameters.max_batch_size.value, "sizes": list(parameters.allowed_batch_sizes), "timeout": parameters.batch_timeout_micros.value,
        "queue": parameters.max_enqueued_batches.value, "threads": parameters.num_batch_threads.value, "pool": parameters.thread_pool_name.value}


def warmup(path):
    # The reader holds every record against its checksums.
    for record in tf.data.TFRecordDataset(path):
        request = prediction_log_pb2.PredictionLog.FromString(record.numpy()).predict_log.request
        arrays = {name: tf.make_ndarray(tensor) for name, tensor in request.inputs.items()}
        yield {
            "model": request.model_spec.name, "signature": request.model_spec.signature_name,
            "shapes": {name: list(array.shape) for name, array in arrays.items()}, "types": {name: str(array.dtype) for name, array in arrays.items()},
            "first_key": arrays["key"].flatten()[0].decode()}


def main(repository, name, version):
    make = declared()
    folder = os.path.join(repository, name, version)
    models = read(os.path.join(repository, "models.config"), model_server_config_pb2.ModelServerConfig())
    monitoring = read(os.path.join(repository, "monitoring.config"), make("MonitoringConfig"))
    json.dump({
        "models": [{
            "name": m.name, "base_path": m.base_path, "platform": m.model_platform, "versions": m.model_version_policy.latest.num_versions,
            "logging": m.HasField("logging_config")} for m in models.model_config_list.config],
        "common": batching(os.path.join(repository, "batching_parameters.txt"), make),
        "own": batching(os.path.join(folder, "batching_params.pbtxt"), make),
        "metrics": [monitoring.prometheus_config.enable, monitoring.prometheus_config.path],
        "warmup": list(warmup(os.path.join(folder, "assets.extra", "tf_serving_warmup_requests"))),
    }, sys.stdout)


main(*sys.argv[1:])
