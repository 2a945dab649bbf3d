using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Handoff.Sizes;
using TfKeyedExport.Hashing;
using TfKeyedExport.Protos.Warmup;
using TfKeyedExport.SavedModels.Files;
using TfKeyedExport.SavedModels.Records;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Handoff.Warmup;

/// <summary>
/// The calls that a server makes while it loads the version: the model's own, and a keyed one for each batch size that is allowed, so that no client waits
/// for what the first call of a size costs.
/// </summary>
/// <param name="model">The model's name.</param>
/// <param name="signature">The signature to warm up.</param>
/// <param name="known">All signatures of the model, by name.</param>
internal sealed class WarmupFile(string model, ModelSignature signature, IReadOnlyDictionary<string, ModelSignature> known)
{
    /// <summary>The file in a version's folder.</summary>
    public const string Name = "assets.extra/tf_serving_warmup_requests";

    /// <summary>What TensorFlow Serving takes at most; it refuses a version with more.</summary>
    private const int MostRecords = 1000;
    private const int MostRecordBytes = 256 << 20;

    private readonly List<string> _notes = [];

    /// <summary>How many of the model's own records stay.</summary>
    public int Kept { get; private set; }

    /// <summary>How many were made.</summary>
    public int Made { get; private set; }

    /// <summary>What has to be told of the model's own records.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Writes the file.</summary>
    /// <param name="own">The model's own file; it need not be there.</param>
    /// <param name="target">Receives the records.</param>
    /// <param name="rows">Rows that the model answers.</param>
    /// <param name="sizes">The batch sizes.</param>
    public void Write(string own, Stream target, AcceptedRows rows, IReadOnlyList<int> sizes)
    {
        // One record is in memory at a time: they may be large.
        HashSet<ulong> made = [.. sizes.Select(size => Fingerprint64.Compute(Record(rows, size)))];
        if (File.Exists(own))
            WriteOwn(own, target, made, MostRecords - sizes.Count);
        foreach (int size in sizes)
        {
            RecordWriter.Write(target, Record(rows, size));
            Made++;
        }
    }

    private byte[] Record(AcceptedRows rows, int size)
    {
        var request = new PredictRequest { ModelSpec = new ModelSpec { Name = model, SignatureName = signature.Name } };
        foreach ((SignatureArgument input, Tensors.Tensor tensor) in signature.Inputs.Zip(rows.Batch(size)))
            request.Inputs.Add(input.Name, tensor.ToProto().ToByteString());
        return new PredictionLog { PredictLog = new PredictLog { Request = request } }.ToByteArray();
    }

    private void WriteOwn(string file, Stream target, HashSet<ulong> made, int most)
    {
        string? dropped = null;
        int count = 0;
        try
        {
            using var stream = new FileStream(RegularFile.Open(file), FileAccess.Read);
            var reader = new RecordReader(stream, MostRecordBytes, Name);
            while (reader.TryRead(out ReadOnlyMemory<byte> record))
            {
                // Handed over once before: the same rows make the same records.
                if (made.Contains(Fingerprint64.Compute(record.Span)))
                    continue;
                count++;
                string? why = Kept == most ? $"{MostRecords} records are the most that TensorFlow Serving takes" : Fault(record.Span);
                dropped ??= why;
                if (why is not null)
                    continue;
                RecordWriter.Write(target, record.Span);
                Kept++;
            }
        }
        catch (TfKeyedException error)
        {
            // A server refuses a version whose file is damaged.
            _notes.Add($"the model's own warm-up records are left out from the {Kept + 1}th on: {error.What}");
        }
        if (dropped is not null)
            _notes.Add($"{count - Kept} of the model's {count} own warm-up records {(count - Kept == 1 ? "is" : "are")} left out: {dropped}");
    }

    // What a server would fail at, as far as it shows without a call.
    private string? Fault(ReadOnlySpan<byte> record)
    {
        PredictionLog log;
        try
        {
            log = PredictionLog.Parser.ParseFrom(record);
        }
        catch (InvalidProtocolBufferException)
        {
            return "it is no record of a call";
        }
        if (log.LogTypeCase != PredictionLog.LogTypeOneofCase.PredictLog)
            return null;
        PredictRequest request = log.PredictLog.Request ?? new PredictRequest();
        string name = request.ModelSpec?.SignatureName is { Length: > 0 } named ? named : ModelSignature.ServingDefault;
        if (!known.TryGetValue(name, out ModelSignature? called))
            return $"the model has no signature '{name}'";
        return called.Inputs.FirstOrDefault(i => i.Default is null && !request.Inputs.ContainsKey(i.Name)) is { } missing
            ? $"it lacks the input '{missing.Name}' of '{name}'"
            : null;
    }
}
