using Google.Protobuf;
using TfKeyedExport.Hashing;
using TfKeyedExport.Keying;
using TfKeyedExport.Keying.Warmup;
using TfKeyedExport.Protos;
using TfKeyedExport.Protos.Warmup;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Records;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Tests.Keying.Warmup;

/// <summary>What becomes of the calls that TF Serving makes while it loads a model.</summary>
public sealed class WarmupTests : IDisposable
{
    private const string Input = "keras_tensor_11";
    private readonly string _folder = Directory.CreateTempSubdirectory("tfkeyed-warmup-").FullName;
    private readonly string _outputs = Directory.CreateTempSubdirectory("tfkeyed-warmup-").FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(_outputs, recursive: true);
    }

    [Fact]
    public void Calls_of_the_keyed_signature_get_a_key_for_each_row_and_the_new_names()
    {
        PredictionLog predict = Predict("serving_default", 2);
        predict.PredictLog.Request.OutputFilter.Add("output_0");
        PredictionLog[] written = Export(
            [predict, Predict("", 3)],
            new()
            {
                Keys = [new("id", DataType.Int64), new("name")],
                RenameInputs = new Dictionary<string, string> { [Input] = "features" },
                RenameOutputs = new Dictionary<string, string> { ["output_0"] = "scores" },
            },
            "2 get a made-up key for each row");
        Assert.Equal(2, written.Length);
        PredictRequest request = written[0].PredictLog.Request;
        Assert.Equal(["features", "id", "name"], request.Inputs.Keys.Order());
        Assert.Equal(predict.PredictLog.Request.Inputs[Input], request.Inputs["features"]);
        Assert.Equal([0L, 1L], TensorProto.Parser.ParseFrom(request.Inputs["id"]).ToTensor().Values<long>().ToArray());
        Assert.Equal(["scores"], request.OutputFilter);
        Tensor names = TensorProto.Parser.ParseFrom(written[1].PredictLog.Request.Inputs["name"]).ToTensor();
        Assert.Equal("[3]", names.Shape.ToString());
        Assert.Equal("warmup-2", System.Text.Encoding.UTF8.GetString(names.Strings[2]));
    }

    [Fact]
    public void Calls_of_anything_else_stay_byte_for_byte()
    {
        PredictionLog other = Predict("serve", 1);
        byte[] session = [0x2A, 0x02, 0x18, 0x07];
        byte[] unknown = [.. other.ToByteArray(), 0xC2, 0x3E, 0x01, 0x55];
        Write(unknown, session);
        KeyingPlan plan = KeyingPlan.For(SavedModel.Load(_folder));
        Assert.Equal(new WarmupPlan(0, 0, 2, 0, null, null), plan.Warmup);
        Assert.DoesNotContain(plan.Notes, n => n.Contains("warm-up", StringComparison.Ordinal));
        Assert.Equal(File.ReadAllBytes(WarmupIn(_folder)), File.ReadAllBytes(WarmupIn(Publish(plan))));
    }

    [Fact]
    public void What_is_not_known_of_a_keyed_call_survives()
    {
        byte[] record = [.. Predict("serving_default", 1).ToByteArray(), 0xC2, 0x3E, 0x01, 0x55];
        Write(record);
        byte[] written = Read(Publish(KeyingPlan.For(SavedModel.Load(_folder)))).Single();
        Assert.True(written.AsSpan().IndexOf((byte[])[0xC2, 0x3E, 0x01, 0x55]) > 0);
    }

    [Fact]
    public void Classifications_go_to_the_old_form_if_it_is_kept_and_are_left_out_otherwise()
    {
        var classify = new PredictionLog { ClassifyLog = new SingleLog() };
        var several = new PredictionLog { MultiInferenceLog = new MultiInferenceLog { Request = new MultiInferenceRequest() } };
        several.MultiInferenceLog.Request.Tasks.Add(new InferenceTask { ModelSpec = new ModelSpec { SignatureName = "serve" } });
        several.MultiInferenceLog.Request.Tasks.Add(new InferenceTask());
        PredictionLog[] kept = Export([classify, several], new() { KeepAs = "old" }, "2 call the old form");
        Assert.Equal("old", kept[0].ClassifyLog.Request.ModelSpec.SignatureName);
        Assert.Equal(["serve", "old"], kept[1].MultiInferenceLog.Request.Tasks.Select(t => t.ModelSpec.SignatureName));
        Assert.Empty(Export([classify, several], new(), "2 are left out (the keyed 'serving_default' is a predict signature"));
    }

    [Fact]
    public void A_call_that_the_keyed_signature_would_refuse_is_left_out()
    {
        PredictionLog wrong = Predict("serving_default", 1, "other");
        PredictionLog lacking = Predict("serving_default", 1);
        lacking.PredictLog.Request.Inputs.Clear();
        PredictionLog huge = Predict("serving_default", 1L << 40);
        PredictionLog[] written = Export(
            [wrong, lacking, huge, Predict("serving_default", 1)], new(), "3 are left out (the keyed 'serving_default' takes no 'other')");
        Assert.Single(written);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_left_out_with_a_line()
    {
        byte[] record = Predict("serving_default", 1).ToByteArray();
        Write(record, record);
        byte[] good = File.ReadAllBytes(WarmupIn(_folder));
        int length = good.Length / 2;
        LeftOut("is cut off", good[..^3]);
        LeftOut("is cut off", good[..(length + 5)]);
        LeftOut("wrong checksum", [.. good[..20], (byte)(good[20] ^ 1), .. good[21..]]);
        LeftOut("length whose checksum is wrong", [.. good[..3], 1, .. good[4..]]);
        LeftOut("more than the 67,108,864", Header(1L << 62));
        Write([0xFF, 0xFF]);
        LeftOut("not one of TF Serving's", File.ReadAllBytes(WarmupIn(_folder)));
        Write([.. Enumerable.Repeat(record, 1001)]);
        LeftOut("more than 1000 records", File.ReadAllBytes(WarmupIn(_folder)));
    }

    [Fact]
    public void Attaching_a_plain_signature_reads_no_warm_up_calls()
    {
        Write(Predict("serving_default", 1).ToByteArray());
        Assert.Null(KeyingPlan.For(SavedModel.Load(_folder), new() { Keys = [] }).Warmup);
    }

    private void LeftOut(string reason, byte[] content)
    {
        File.WriteAllBytes(WarmupIn(_folder), content);
        KeyingPlan plan = KeyingPlan.For(SavedModel.Load(_folder));
        Assert.Contains(plan.Notes, n => n.Contains("are left out: ", StringComparison.Ordinal) && n.Contains(reason, StringComparison.Ordinal));
        Assert.False(File.Exists(WarmupIn(Publish(plan))));
    }

    private PredictionLog[] Export(PredictionLog[] logs, KeyingRequest request, string note)
    {
        Write([.. logs.Select(l => l.ToByteArray())]);
        KeyingPlan plan = KeyingPlan.For(SavedModel.Load(_folder), request);
        Assert.Contains(plan.Notes, n => n.Contains(note, StringComparison.Ordinal));
        return [.. Read(Publish(plan)).Select(PredictionLog.Parser.ParseFrom)];
    }

    private string Publish(KeyingPlan plan)
    {
        string output = Path.Combine(_outputs, Guid.NewGuid().ToString("N"));
        plan.Apply().Save(output);
        return output;
    }

    private void Write(params byte[][] records)
    {
        if (!File.Exists(Path.Combine(_folder, SavedModel.ProtoName)))
        {
            Directory.CreateDirectory(Path.Combine(_folder, "assets.extra"));
            File.Copy(Path.Combine(Repository.Model("single_tensor"), SavedModel.ProtoName), Path.Combine(_folder, SavedModel.ProtoName));
        }
        using FileStream stream = File.Create(WarmupIn(_folder));
        foreach (byte[] record in records)
            RecordWriter.Write(stream, record);
    }

    private static List<byte[]> Read(string folder)
    {
        using FileStream stream = File.OpenRead(WarmupIn(folder));
        var reader = new RecordReader(stream, 1 << 20, "here");
        var records = new List<byte[]>();
        while (reader.TryRead(out ReadOnlyMemory<byte> record))
            records.Add(record.ToArray());
        return records;
    }

    private static byte[] Header(long length)
    {
        byte[] header = new byte[16];
        BitConverter.TryWriteBytes(header, length);
        BitConverter.TryWriteBytes(header.AsSpan(8), Crc32C.Mask(Crc32C.Compute(header.AsSpan(0, 8))));
        return header;
    }

    private static string WarmupIn(string folder) => Path.Combine(folder, WarmupPlan.FileName);

    private static PredictionLog Predict(string signature, long rows, string input = Input)
    {
        var tensor = new TensorProto { Dtype = DataType.Float, TensorShape = new TensorShape(rows, 4).ToProto(), FloatVal = { 1 } };
        var request = new PredictRequest { ModelSpec = new ModelSpec { Name = "m", SignatureName = signature } };
        request.Inputs.Add(input, tensor.ToByteString());
        return new PredictionLog { PredictLog = new PredictLog { Request = request } };
    }
}
