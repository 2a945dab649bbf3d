using System.Diagnostics;
using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels.Files;
using TfKeyedExport.SavedModels.Records;
using TfKeyedExport.Serving.Calls;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Opening;

/// <summary>The calls that a version gets before its first client: those of its warm-up file, else some made up from its signatures.</summary>
/// <param name="iterations">How often each is made.</param>
/// <param name="observer">Told of the calls of files; null for nobody.</param>
/// <param name="makesUp">Whether calls are made up where there is no file, which TensorFlow Serving does not do.</param>
internal sealed class WarmUp(int iterations, ILoadObserver? observer = null, bool makesUp = true)
{
    private const int MostRecords = 1000;
    private const int MostRecordBytes = 256 << 20;
    private const int MostElements = 1 << 22;

    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(20);

    private static readonly string File = Path.Combine("assets.extra", "tf_serving_warmup_requests");

    /// <summary>Warms a version up; nobody else calls it yet.</summary>
    /// <param name="model">The version.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="ServingFault">A call of the file failed, or the file is damaged: as in TensorFlow Serving, the version is not served then.</exception>
    public void Run(ServedModel model, string folder, CancellationToken cancellation)
    {
        string file = Path.Combine(folder, File);
        if (System.IO.File.Exists(file))
            Observed(model, folder, file, cancellation);
        else if (makesUp)
            MakeUp(model, cancellation);
    }

    private void Observed(ServedModel model, string folder, string file, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        int count = 0;
        Code code = Code.Ok;
        try
        {
            Replay(model, file, ref count, cancellation);
        }
        catch (Exception e)
        {
            code = FaultCodes.Of(e).Code;
            throw;
        }
        finally
        {
            observer?.WarmedUp(folder, code, count, Stopwatch.GetElapsedTime(started));
        }
    }

    private void Replay(ServedModel model, string file, ref int count, CancellationToken cancellation)
    {
        using var stream = new FileStream(RegularFile.Open(file), FileAccess.Read);
        var reader = new RecordReader(stream, MostRecordBytes, file);
        while (Next(reader, file) is { } record)
        {
            if (++count > MostRecords)
                throw ServingFault.Invalid($"Number of warmup records exceeds the maximum ({MostRecords}) at {file}");
            cancellation.ThrowIfCancellationRequested();
            for (int i = 0; i < Math.Max(1, iterations); i++)
                Call(model, record, CallTerms.Until(cancellation));
        }
    }

    private static PredictionLog? Next(RecordReader reader, string file)
    {
        try
        {
            return reader.TryRead(out ReadOnlyMemory<byte> record) ? PredictionLog.Parser.ParseFrom(record.Span) : null;
        }
        catch (TfKeyedException e)
        {
            throw new ServingFault(Code.DataLoss, $"{e.What} in {file}. Please verify your warmup data is in TFRecord format.", e);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw ServingFault.Invalid("Failed to parse warmup record: " + e.Message, e);
        }
    }

    private static void Call(ServedModel model, PredictionLog record, CallTerms terms)
    {
        switch (record.LogTypeCase)
        {
            case PredictionLog.LogTypeOneofCase.PredictLog:
                PredictCall.Run(model, record.PredictLog.Request ?? new PredictRequest(), terms, asContent: false).AsTask().GetAwaiter().GetResult();
                break;
            case PredictionLog.LogTypeOneofCase.ClassifyLog:
                ClassificationRequest classify = record.ClassifyLog.Request ?? new ClassificationRequest();
                ClassifyCall.Run(model, classify.ModelSpec.SignatureOrDefault(), ExampleInputs.Of(classify.Input), terms).AsTask().GetAwaiter().GetResult();
                break;
            case PredictionLog.LogTypeOneofCase.RegressLog:
                RegressionRequest regress = record.RegressLog.Request ?? new RegressionRequest();
                RegressCall.Run(model, regress.ModelSpec.SignatureOrDefault(), ExampleInputs.Of(regress.Input), terms).AsTask().GetAwaiter().GetResult();
                break;
            case PredictionLog.LogTypeOneofCase.MultiInferenceLog:
                MultiInferenceRequest multi = record.MultiInferenceLog.Request?.Clone() ?? new MultiInferenceRequest();
                // The model's name in the file is whatever it was called where the file was written.
                foreach (InferenceTask task in multi.Tasks)
                    (task.ModelSpec ??= new ModelSpec()).Name = model.Name;
                MultiInferenceCall.Run(model, multi, terms).AsTask().GetAwaiter().GetResult();
                break;
            case PredictionLog.LogTypeOneofCase.None:
                break;
            default:
                throw new ServingFault(Code.Unimplemented, $"Unsupported log_type for warmup: {(int)record.LogTypeCase}");
        }
    }

    // What a signature does with zeros is its own affair: an error tells nothing of what clients are going to send. A model that calls change is left alone.
    private static void MakeUp(ServedModel model, CancellationToken cancellation)
    {
        foreach (ServedSignature signature in model.Signatures.Values)
        {
            if (signature.MayWrite() || Zeros(signature) is not { } inputs)
                continue;
            try
            {
                signature.Run(inputs, CallTerms.Until(cancellation)).AsTask().GetAwaiter().GetResult();
                // The first call of a plan makes its memory; the next ones tell how long calls take.
                for (int i = 0; i < 2 && signature.Estimate(1) < Quick; i++)
                    signature.Run(inputs, CallTerms.Until(cancellation)).AsTask().GetAwaiter().GetResult();
            }
            catch (Exception e) when (e is ServingFault or TfKeyedException)
            {
                // Nothing was promised of it.
            }
        }
    }

    private static Tensor[]? Zeros(ServedSignature signature)
    {
        var inputs = new Tensor[signature.Signature.Inputs.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            TensorShape declared = signature.Signature.Inputs[i].Shape;
            long[] sizes = declared.HasRank ? [.. declared.Dimensions.ToArray().Select(d => d < 0 ? 1 : d)] : [1];
            DataType type = signature.Signature.Inputs[i].Type;
            Int128 count = 1;
            foreach (long size in sizes)
                count *= size;
            if (count > MostElements || (type != DataType.String && type.Size() == 0))
                return null;
            var shape = new TensorShape(sizes);
            inputs[i] = type == DataType.String
                ? Tensor.FromStrings(shape, new StringValues([], new int[(int)count]))
                : Tensor.FromBytes(type, shape, new byte[(int)count * type.Size()]);
        }
        return inputs;
    }
}
