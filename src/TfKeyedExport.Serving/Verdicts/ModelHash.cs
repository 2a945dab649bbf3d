using System.Security.Cryptography;
using System.Text;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Serving.Verdicts;

/// <summary>What tells one model from another: its graph, its variables by the checksums in their index, its assets.</summary>
internal static class ModelHash
{
    /// <summary>The hash, in hexadecimal digits.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static string Of(SavedModel model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, model.Folder, SavedModel.ProtoName);
        Add(hash, model.Folder, Path.Combine("variables", "variables.index"));
        string assets = Path.Combine(model.Folder, "assets");
        if (Directory.Exists(assets))
        {
            foreach (string file in Directory.EnumerateFiles(assets, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                Add(hash, model.Folder, Path.GetRelativePath(model.Folder, file));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, string folder, string file)
    {
        string path = Path.Combine(folder, file);
        if (!File.Exists(path))
            return;
        using FileStream stream = File.OpenRead(path);
        // Names and lengths stand between the contents, so that no two models run together into one text.
        hash.AppendData(Encoding.UTF8.GetBytes($"{file}\0{stream.Length}\0"));
        byte[] buffer = new byte[1 << 16];
        int got;
        while ((got = stream.Read(buffer)) > 0)
            hash.AppendData(buffer, 0, got);
    }
}
