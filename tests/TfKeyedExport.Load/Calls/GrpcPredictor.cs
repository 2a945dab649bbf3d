using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using TfKeyedExport.Load.Rows;
using TfKeyedExport.Protos;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Load.Calls;

/// <summary>Asks by gRPC.</summary>
internal sealed class GrpcPredictor(string address, string model) : IPredictor, IDisposable
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(address);

    /// <inheritdoc/>
    public async Task<Answer> Predict(IReadOnlyList<KeyedRow> rows, long? version, CancellationToken cancellation)
    {
        PredictRequest request = Request(model, rows);
        if (version is { } number)
            request.ModelSpec.Version = number;
        var client = new PredictionService.PredictionServiceClient(_channel);
        try
        {
            PredictResponse response = await client.PredictAsync(request, deadline: DateTime.UtcNow.AddSeconds(60), cancellationToken: cancellation);
            return new Answer.Rows(
                [.. response.Outputs["key"].StringVal.Select(k => Encoding.UTF8.GetString(k.Span))],
                [.. response.Outputs["babyweight"].FloatVal],
                response.ModelSpec.Version);
        }
        catch (RpcException e) when (!cancellation.IsCancellationRequested)
        {
            return e.StatusCode switch
            {
                StatusCode.Unavailable when e.Status.Detail.Contains("queue", StringComparison.Ordinal) => new Answer.Refused(),
                StatusCode.ResourceExhausted => new Answer.Refused(),
                StatusCode.NotFound when version is not null => new Answer.Absent(),
                _ => new Answer.Lost($"gRPC answered {e.StatusCode}: {e.Status.Detail}"),
            };
        }
        catch (RpcException)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    /// <summary>A request.</summary>
    public static PredictRequest Request(string model, IReadOnlyList<KeyedRow> rows)
    {
        var request = new PredictRequest { ModelSpec = new ModelSpec { Name = model } };
        void Add(string name, DataType type, Action<TensorProto, KeyedRow> write)
        {
            var tensor = new TensorProto
            {
                Dtype = type,
                TensorShape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dim { Size = rows.Count } } }
            };
            foreach (KeyedRow row in rows)
                write(tensor, row);
            request.Inputs.Add(name, tensor);
        }

        Add("is_male", DataType.String, (t, r) => t.StringVal.Add(ByteString.CopyFromUtf8(r.Row.IsMale)));
        Add("mother_age", DataType.Float, (t, r) => t.FloatVal.Add(r.Row.MotherAge));
        Add("plurality", DataType.String, (t, r) => t.StringVal.Add(ByteString.CopyFromUtf8(r.Row.Plurality)));
        Add("gestation_weeks", DataType.Float, (t, r) => t.FloatVal.Add(r.Row.GestationWeeks));
        Add("key", DataType.String, (t, r) => t.StringVal.Add(ByteString.CopyFromUtf8(r.Key)));
        return request;
    }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();
}
