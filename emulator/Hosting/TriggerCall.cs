namespace Daoban.Emulator.Hosting;

/// <summary>
/// Calls the function a listener was made for, through the whole pipeline: an <see cref="IFunctionListener" /> knows
/// nothing else of it. Throws what the function threw.
/// </summary>
/// <param name="data">What triggered the call.</param>
/// <param name="cancellationToken">The invocation's token. A stopping listener leaves it alone (HOST 114, 142).</param>
internal delegate Task TriggerCall(TriggerData data, CancellationToken cancellationToken);
