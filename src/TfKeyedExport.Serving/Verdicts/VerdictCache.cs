using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.Serving.Verdicts;

/// <summary>Verdicts that were made before, in a folder of the server's own: a model brings none along that anybody would believe.</summary>
/// <param name="folder">The folder, made when the first verdict is kept; null keeps none.</param>
internal sealed class VerdictCache(string? folder)
{
    // What a verdict is made by; another program may find more.
    private static readonly string Program = typeof(Checking.KeyCheck).Assembly.ManifestModule.ModuleVersionId.ToString();

    private const int Format = 1;
    // Reasons name outputs, and models have long names.
    private const int MostBytes = 1 << 16;

    /// <summary>The verdict that was kept; null if there is none, or it cannot be read.</summary>
    public CachedVerdict? Find(string model, string engine, string signature)
    {
        if (folder is null)
            return null;
        try
        {
            if (RegularFile.ReadAll(PathOf(model, engine, signature), MostBytes) is not { } bytes)
                return null;
            using JsonDocument document = JsonDocument.Parse(bytes);
            return Read(document.RootElement, model, engine, signature);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or FormatException or TfKeyedException
            or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Keeps a verdict; that it cannot be kept costs the time to make it again, and nothing else. One that is undecided is not kept.</summary>
    public void Keep(string model, string engine, string signature, CachedVerdict verdict)
    {
        if (folder is null || verdict.Verdict == Verdict.Undecided)
            return;
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            string path = PathOf(model, engine, signature), staged = $"{path}.{Guid.NewGuid():N}";
            using (FileStream stream = File.Create(staged))
            using (var json = new Utf8JsonWriter(stream))
                Write(json, model, engine, signature, verdict);
            File.Move(staged, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Made again the next time.
        }
    }

    private static void Write(Utf8JsonWriter json, string model, string engine, string signature, CachedVerdict verdict)
    {
        json.WriteStartObject();
        json.WriteNumber("format", Format);
        json.WriteString("program", Program);
        json.WriteString("model", model);
        json.WriteString("engine", engine);
        json.WriteString("signature", signature);
        json.WriteString("verdict", verdict.Verdict.ToString());
        json.WriteString("reason", verdict.Reason);
        json.WriteEndObject();
    }

    private static CachedVerdict? Read(JsonElement root, string model, string engine, string signature)
    {
        bool same = root.GetProperty("format").GetInt32() == Format && root.GetProperty("program").GetString() == Program
            && root.GetProperty("model").GetString() == model && root.GetProperty("engine").GetString() == engine
            && root.GetProperty("signature").GetString() == signature;
        return same && Enum.TryParse(root.GetProperty("verdict").GetString(), out Verdict verdict) && verdict is Verdict.Safe or Verdict.Unsafe
            ? new CachedVerdict(verdict, root.GetProperty("reason").GetString())
            : null;
    }

    private string PathOf(string model, string engine, string signature)
    {
        byte[] name = SHA256.HashData(Encoding.UTF8.GetBytes($"{Program}\0{model}\0{engine}\0{signature}"));
        return Path.Combine(folder!, Convert.ToHexStringLower(name) + ".json");
    }

}
