using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TfKeyedExport.Cli.Native;

/// <summary>
/// The same program compiled for AVX-512, beside this one. What an ahead-of-time compiled program may use is decided when it is compiled, so a verb that
/// computes continues in the other file where the processor has wider vectors.
/// </summary>
internal static class WideProgram
{
    /// <summary>The variable that names the instruction set to stay with; the switch sets it too, so that it happens once.</summary>
    public const string Variable = "TFKEYED_INSTRUCTION_SET";

    /// <summary>The instruction set, which ends the other program's name.</summary>
    public const string InstructionSet = "x86-64-v4";

    /// <summary>Becomes the other program if that is of use; comes back if it is not, or cannot be.</summary>
    /// <param name="computes">Whether the command line computes; asked only where there may be another program.</param>
    public static void SwitchIfUseful(Func<bool> computes)
    {
        // What was compiled for this very machine, by the just-in-time compiler or for AVX-512, has nothing to gain.
        if (RuntimeFeature.IsDynamicCodeSupported
            || Vector512.IsHardwareAccelerated
            || !OperatingSystem.IsLinux()
            || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            return;
        if (!computes() || Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } || Environment.ProcessPath is not { } self)
            return;
        string other = $"{self}-{InstructionSet}";
        if (File.Exists(other) && ProcessorFlags.OfFirstProcessor().HasX64V4)
            ProgramReplacement.Become(other, Environment.GetCommandLineArgs(), Variable, InstructionSet);
    }
}
