using System.Text;
using TfKeyedExport.TensorFlow.Interop;
using TfKeyedExport.TensorFlow.Protos;

namespace TfKeyedExport.TensorFlow.Sessions;

/// <summary>Makes sessions out of models.</summary>
internal static unsafe class SavedModelSessions
{
    /// <summary>Restores one metagraph of a SavedModel folder.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="tags">All tags of the metagraph.</param>
    /// <param name="config">How the session is set up.</param>
    /// <param name="limit">The longest that it may take.</param>
    /// <param name="graph">A new graph; receives the operations.</param>
    /// <param name="where">The model's name in errors.</param>
    public static SessionHandle Load(string folder, IReadOnlyList<string> tags, ConfigProto config, CallLimit limit, GraphHandle graph, string where)
    {
        using StatusHandle status = NativeMethods.NewStatus();
        using SessionOptionsHandle options = SessionOptionsHandle.Of(config, status);
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
            SessionHandle session = NativeMethods.LoadSessionFromSavedModel(
                options, run?.DangerousGetHandle() ?? 0, folder, list, texts.Length, graph, 0, status);
            if (status.Code == StatusCode.Ok)
                return session;
            session.Dispose();
            throw limit.Of(status.Code, TimeProvider.System.GetElapsedTime(began), $"{where}, initialisation")
                ?? StatusHandle.Failure(status.Code, status.Message, "load the model", where);
        }
    }
}
