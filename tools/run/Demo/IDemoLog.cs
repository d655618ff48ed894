namespace Daoban.Run.Demo;

/// <summary>Is told each step of a scenario as it happens.</summary>
internal interface IDemoLog
{
    void Step(string scenario, string who, string what);
}
