namespace TfKeyedExport.Operations;

/// <summary>What a node does in TensorFlow 1's control flow.</summary>
internal enum FlowKind
{
    /// <summary>It computes, and is dead if anything that it needs is.</summary>
    Plain,

    /// <summary>Gives its input to one of two outputs; the other is dead.</summary>
    Switch,

    /// <summary>Gives whichever of its inputs is alive.</summary>
    Merge,

    /// <summary>A merge of which only one value can ever be alive: gives that.</summary>
    Pass,

    /// <summary>A merge of a loop variable's first value with that of the next round.</summary>
    LoopMerge,

    /// <summary>Takes a value into a loop.</summary>
    Enter,

    /// <summary>Takes a value out of a loop.</summary>
    Exit,

    /// <summary>Takes a value into the next round.</summary>
    NextIteration,

    /// <summary>Says whether there is another round.</summary>
    LoopCond,

    /// <summary>Waits for its control inputs, dead or alive, and is alive.</summary>
    Trigger,

    /// <summary>A call whose function was inlined: its nodes are dead if the call is. Gives nothing.</summary>
    Call,

    /// <summary>Waits for a side effect in one branch, whichever branch is taken. Gives nothing.</summary>
    Sink,
}
