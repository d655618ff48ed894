using Daoban.Emulator.Hosting.Discovery;

namespace Daoban.Emulator.Hosting;

/// <summary>
/// Makes the listeners of one kind of trigger. Registered as a singleton; disabled functions get no listener.
/// </summary>
internal interface IFunctionListenerFactory
{
    /// <summary>The trigger attribute that this factory serves.</summary>
    Type TriggerType { get; }

    /// <summary>
    /// Checks the function before the host starts: trigger parameter's type, schedule, queue name, connection.
    /// </summary>
    /// <exception cref="FunctionBindingException">It cannot work; the start stops with this reason.</exception>
    /// <exception cref="InvalidOperationException">As well; the catalog adds the function's name.</exception>
    void Validate(FunctionMetadata function);

    /// <param name="function">A function of this trigger that passed <see cref="Validate"/>.</param>
    /// <param name="call">Calls the function.</param>
    IFunctionListener Create(FunctionMetadata function, TriggerCall call);
}
