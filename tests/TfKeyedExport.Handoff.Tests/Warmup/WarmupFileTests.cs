using Google.Protobuf;
using TfKeyedExport.Protos;
using TfKeyedExport.Protos.Warmup;
using TfKeyedExport.SavedModels.Records;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Handoff.Tests.Warmup;

public sealed class WarmupFileTests : IDisposable
{
    private const string Name = "assets.extra/tf_serving_warmup_requests";
    private readonly Place _place = new();

    [Fact]
    public void Each_allowed_size_has_a_keyed_request()
    {
        HandoffResult result = _place.HandOff(r => r with { Sizes = _ => Place.Wish(1, 3, 70) });
        Assert.Equal((0, 3), result.WarmupRecords);
        PredictRequest[] requests = [.. Records(_place.File($"m/1/{Name}")).Select(r => PredictionLog.Parser.ParseFrom(r).PredictLog.Request)];
        Assert.All(requests, r => Assert.Equal(("m", "serving_default"), (r.ModelSpec.Name, r.ModelSpec.SignatureName)));
        Assert.Equal([1, 3, 70], requests.Select(r => (int)Input(r, "key").Shape[0]));
        Assert.All(requests, r => Assert.Single(r.Inputs.Keys.Select(i => Input(r, i).Shape[0]).Distinct()));
    }

    [Fact]
    public void The_models_own_records_come_first_and_stay_byte_for_byte_if_a_server_could_make_them()
    {
        string model = Copy();
        byte[] good = Record(new PredictRequest { ModelSpec = new ModelSpec { SignatureName = "serving_default" } }, Place.Keyed);
        byte[] lacks = new PredictionLog { PredictLog = new PredictLog { Request = new PredictRequest() } }.ToByteArray();
        Write(model, good, lacks, good);

        HandoffResult result = _place.HandOff(r => r with { Model = model });

        Assert.Equal((2, 2), result.WarmupRecords);
        Assert.Contains(result.Notes, n => n.Contains("1 of the model's 3 own warm-up records is left out: it lacks the input", StringComparison.Ordinal));
        Assert.Equal([good, good], Records(_place.File($"m/1/{Name}")).Take(2));
    }

    [Fact]
    public void There_are_a_thousand_at_most()
    {
        string model = Copy();
        byte[] record = Record(new PredictRequest(), Place.Keyed);
        Write(model, [.. Enumerable.Repeat(record, 1001)]);
        HandoffResult result = _place.HandOff(r => r with { Model = model });
        Assert.Equal((998, 2), result.WarmupRecords);
        Assert.Equal(1000, Records(_place.File($"m/1/{Name}")).Count);
    }

    [Fact]
    public void A_damaged_file_is_left_out_and_told_of()
    {
        string model = Copy();
        Directory.CreateDirectory(Path.Combine(model, "assets.extra"));
        File.WriteAllBytes(Path.Combine(model, Name), [1, 2, 3]);
        HandoffResult result = _place.HandOff(r => r with { Model = model });
        Assert.Equal((0, 2), result.WarmupRecords);
        Assert.Contains(result.Notes, n => n.Contains("left out", StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_that_calls_change_is_not_called_for_warmth()
    {
        string model = _place.Export("counter");
        HandoffResult result = _place.HandOff(r => r with { Model = model, AllowUnsafe = true });
        Assert.Equal((0, 0), result.WarmupRecords);
        Assert.False(File.Exists(_place.File($"m/1/{Name}")));
        Assert.Contains(result.Notes, n => n.Contains("calls change this model", StringComparison.Ordinal));
    }

    private string Copy()
    {
        string original = Repository.Model(Place.Keyed);
        string copy = Path.Combine(_place.Root, "copy");
        foreach (string file in Directory.GetFiles(original, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(copy, Path.GetRelativePath(original, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return copy;
    }

    private static byte[] Record(PredictRequest request, string model)
    {
        foreach (Signatures.SignatureArgument input in SavedModels.SavedModel.Load(Repository.Model(model)).MetaGraphs[0].Signature("serving_default")!.Inputs)
        {
            Tensor one = input.Type == DataType.String
                ? Tensor.FromStrings(new TensorShape(1), new StringValues([], new int[1]))
                : Tensor.FromBytes(input.Type, new TensorShape(1), new byte[input.Type.Size()]);
            request.Inputs.Add(input.Name, one.ToProto().ToByteString());
        }
        return new PredictionLog { PredictLog = new PredictLog { Request = request } }.ToByteArray();
    }

    private static Tensor Input(PredictRequest request, string name) => TensorProto.Parser.ParseFrom(request.Inputs[name]).ToTensor();

    private static void Write(string model, params byte[][] records)
    {
        Directory.CreateDirectory(Path.Combine(model, "assets.extra"));
        using FileStream stream = File.Create(Path.Combine(model, Name));
        foreach (byte[] record in records)
            RecordWriter.Write(stream, record);
    }

    private static List<byte[]> Records(string file)
    {
        using FileStream stream = File.OpenRead(file);
        var reader = new RecordReader(stream, 1 << 20, file);
        var records = new List<byte[]>();
        while (reader.TryRead(out ReadOnlyMemory<byte> record))
            records.Add(record.ToArray());
        return records;
    }

    public void Dispose() => _place.Dispose();
}
