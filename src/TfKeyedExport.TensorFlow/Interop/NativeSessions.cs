using System.Text;
using Google.Protobuf;
using TfKeyedExport.TensorFlow.Protos;
using TfKeyedExport.TensorFlow.Sessions;

namespace TfKeyedExport.TensorFlow.Interop;

/// <summary>Makes sessions.</summary>
internal static unsafe class NativeSessions
{
    /// <summary>Options that hold a configuration.</summary>
    public static SessionOptionsHandle Options(ConfigProto config, StatusHandle status)
    {
        SessionOptionsHandle options = NativeMethods.NewSessionOptions();
        byte[] bytes = config.ToByteArray();
        NativeMethods.SetConfig(options, bytes, (nuint)bytes.Length, status);
        status.ThrowIfFailed("set up a session");
        return options;
    }

    /// <summary>Restores one metagraph of a SavedModel folder.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="tags">All tags of the metagraph.</param>
    /// <param name="config">How the session is set up.</param>
    /// <param name="limit">The longest that it may take.</param>
    /// <param name="graph">A new graph; receives the operations.</param>
    /// <param name="where">The model's name in errors.</param>
    public static SessionHandle LoadSavedModel(string folder, IReadOnlyList<string> tags, ConfigProto config, CallLimit limit, GraphHandle graph, string where)
    {
        using StatusHandle status = NativeMethods.NewStatus();
        using SessionOptionsHandle options = Options(config, status);
        using BufferHandle? run = limit.ForLoading(folder);
        byte[][] texts = [.. tags.Select(t => Encoding.UTF8.GetBytes(t + "\0"))];
        byte[] all = [.. texts.SelectMany(t => t)];
        var pointers = new byte*[texts.Length];
        fixed (byte* start = all)
        fixed (byte** list = pointers)
        {
            byte* next = start;
            for (int i = 0; i < texts.Length; next += texts[i].Length, i++)
                pointers[i] = next;
            long began = TimeProvider.System.GetTimestamp();
            SessionHandle session = NativeMethods.LoadSessionFromSavedModel(options, run?.DangerousGetHandle() ?? 0, folder, list, texts.Length, graph, 0, status);
            if (status.Code == StatusCode.Ok)
                return session;
            session.Dispose();
            throw limit.Of(status.Code, TimeProvider.System.GetElapsedTime(began), $"{where}, initialisation") ?? StatusHandle.Failure(status.Code, status.Message, "load the model", where);
        }
    }
}
