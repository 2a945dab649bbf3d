using System.Runtime.InteropServices;

namespace TfKeyedExport.TensorFlow.Libraries;

/// <summary>Judges a file before it is loaded: loading runs its code, so a wrong one must be recognised by its content.</summary>
internal static class LibraryInspection
{
    /// <summary>Functions that tell the library with the whole C API from its parts and from look-alikes.</summary>
    private static readonly string[] TellingFunctions = ["TF_SessionRun", "TF_LoadSessionFromSavedModel", "TF_StringGetSize"];

    /// <summary>Why a file cannot be TensorFlow's library, or null if it may be.</summary>
    public static string? Problem(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        try
        {
            using ElfFile file = ElfFile.Open(path);
            if (file.Processor != RuntimeInformation.ProcessArchitecture)
                return $"built for {file.Processor?.ToString() ?? "another processor"}, but this program runs on {RuntimeInformation.ProcessArchitecture}";
            List<string> missing = TellingFunctions.Where(f => file.Defines(f) == false).ToList();
            if (missing.Count == 0)
                return null;
            return file.Defines("TF_NewStatus") == true
                ? $"holds only a part of the C API (no {missing[0]}): name {LibraryNames.Files[^1]} or {LibraryNames.Files[0]} instead"
                : $"not TensorFlow's library: it lacks {string.Join(", ", missing)}";
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return problem.Message;
        }
    }
}
