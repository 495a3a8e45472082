/// Methods that score units by comparing them with one another: complete rows, higher is better, one score per row.
public enum Relations {}
